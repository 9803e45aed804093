"""The city's own settings."""

import django.db.models.deletion
import simple_history.models
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='CitySettings',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(blank=True, help_text='比如：兰州。空着就用部署时的设置。', max_length=12, verbose_name='城市')),
                ('maker', models.CharField(blank=True, help_text='印在每一页和示意图的脚上。', max_length=60, verbose_name='编制单位')),
                ('map_approval', models.CharField(blank=True, help_text='主管部门核发的号，比如：甘S(2026)001号。没有就空着。', max_length=40, verbose_name='审图号')),
                ('letter_days', models.PositiveSmallIntegerField(default=5, verbose_name='居民来信几个工作日内核对')),
            ],
            options={
                'verbose_name': '本市设置',
                'verbose_name_plural': '本市设置',
                'constraints': [models.CheckConstraint(condition=models.Q(('pk', 1)), name='city_settings_only_one'), models.CheckConstraint(condition=models.Q(('letter_days__gte', 1), ('letter_days__lte', 30)), name='city_letter_days', violation_error_message='核对来信的期限应是 1 到 30 个工作日。')],
            },
        ),
        migrations.CreateModel(
            name='HistoricalCitySettings',
            fields=[
                ('id', models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name='ID')),
                ('name', models.CharField(blank=True, help_text='比如：兰州。空着就用部署时的设置。', max_length=12, verbose_name='城市')),
                ('maker', models.CharField(blank=True, help_text='印在每一页和示意图的脚上。', max_length=60, verbose_name='编制单位')),
                ('map_approval', models.CharField(blank=True, help_text='主管部门核发的号，比如：甘S(2026)001号。没有就空着。', max_length=40, verbose_name='审图号')),
                ('letter_days', models.PositiveSmallIntegerField(default=5, verbose_name='居民来信几个工作日内核对')),
                ('history_id', models.AutoField(primary_key=True, serialize=False)),
                ('history_date', models.DateTimeField(db_index=True)),
                ('history_change_reason', models.CharField(max_length=100, null=True)),
                ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
                ('history_user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'historical 本市设置',
                'verbose_name_plural': 'historical 本市设置',
                'ordering': ('-history_date', '-history_id'),
                'get_latest_by': ('history_date', 'history_id'),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
    ]
