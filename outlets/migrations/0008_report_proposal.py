"""A letter waits for the change that it led to."""

import django.db.models.deletion
from django.db import migrations, models

from lifecircle.triggers import with_triggers_kept


class Migration(migrations.Migration):

    dependencies = [
        ('outlets', '0007_upload_steps'),
    ]

    operations = with_triggers_kept([
        migrations.AddField(
            model_name='report',
            name='proposal',
            field=models.ForeignKey(blank=True, help_text='还没有发布时，信等着它；发布了，信就答复了。', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='reports', to='outlets.proposal', verbose_name='随信的改动'),
        ),
    ])
