"""An upload is read in steps: what was read of the file, and what each row led to."""

import django.db.models.deletion
from django.db import migrations, models

from lifecircle.triggers import with_triggers_kept


class Migration(migrations.Migration):

    dependencies = [
        ('outlets', '0006_office'),
    ]

    operations = with_triggers_kept([
        migrations.AddField(
            model_name='upload',
            name='cells',
            field=models.BinaryField(default=b'', help_text='由文件内容算出，读完就清掉。', verbose_name='读出的格子'),
        ),
        migrations.AddField(
            model_name='uploadrow',
            name='not_same',
            field=models.BooleanField(default=False, verbose_name='不是同一家'),
        ),
        migrations.AddField(
            model_name='uploadrow',
            name='proposal',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='outlets.proposal'),
        ),
    ])
