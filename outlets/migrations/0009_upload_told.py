"""What became of a table is told in every language; what was told before is in Chinese."""

from django.db import migrations, models

from lifecircle.triggers import with_triggers_kept


class Migration(migrations.Migration):

    dependencies = [
        ('outlets', '0008_report_proposal'),
    ]

    operations = with_triggers_kept([
        migrations.AddField(
            model_name='upload',
            name='told',
            field=models.JSONField(default=dict, verbose_name='各种语言的说明'),
        ),
    ])
