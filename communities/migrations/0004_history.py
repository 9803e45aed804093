"""A history of the circles."""

import django.core.validators
import django.db.models.deletion
import simple_history.models
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('areas', '0002_bigrams'),
        ('communities', '0003_trial_membership'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='HistoricalCommunity',
            fields=[
                ('code', models.CharField(db_index=True, max_length=12, verbose_name='区划代码（12 位）')),
                ('name', models.CharField(max_length=60, verbose_name='名称')),
                ('batch', models.CharField(blank=True, max_length=30, verbose_name='批次')),
                ('year', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='年份')),
                ('stage', models.CharField(blank=True, choices=[('planned', '规划'), ('building', '建设中'), ('built', '建成')], max_length=10, verbose_name='阶段')),
                ('grade', models.CharField(blank=True, choices=[('basic', '基础'), ('improved', '提升'), ('quality', '品质')], max_length=10, verbose_name='等级')),
                ('layout', models.CharField(blank=True, choices=[('cluster', '组团'), ('block', '街坊'), ('scattered', '分布')], max_length=10, verbose_name='形态')),
                ('lat', models.FloatField(validators=[django.core.validators.MinValueValidator(-90), django.core.validators.MaxValueValidator(90)], verbose_name='中心纬度（WGS-84）')),
                ('lng', models.FloatField(validators=[django.core.validators.MinValueValidator(-180), django.core.validators.MaxValueValidator(180)], verbose_name='中心经度（WGS-84）')),
                ('position_quality', models.CharField(choices=[('surveyed', '实测'), ('approximate', '大致'), ('illustrative', '示意')], default='approximate', max_length=12, verbose_name='位置准不准')),
                ('boundary', models.JSONField(blank=True, null=True, verbose_name='边界（GeoJSON）')),
                ('membership', models.CharField(choices=[('confirmed', '市里公布'), ('named', '公开报道提到'), ('placeholder', '占位'), ('trial', '试用（不在名单里）')], default='confirmed', max_length=12, verbose_name='入选依据')),
                ('evidence', models.CharField(blank=True, max_length=120, verbose_name='依据出处')),
                ('households', models.PositiveIntegerField(blank=True, null=True, verbose_name='户数')),
                ('residents', models.PositiveIntegerField(blank=True, null=True, verbose_name='人口')),
                ('residents_60', models.PositiveIntegerField(blank=True, null=True, verbose_name='60 岁以上人口')),
                ('residents_0_3', models.PositiveIntegerField(blank=True, null=True, verbose_name='0-3 岁人口')),
                ('facility_m2', models.PositiveIntegerField(blank=True, null=True, verbose_name='服务设施面积（平方米）')),
                ('satisfaction', models.DecimalField(blank=True, decimal_places=1, max_digits=4, null=True, verbose_name='满意度（%）')),
                ('satisfaction_on', models.DateField(blank=True, null=True, verbose_name='满意度调查日期')),
                ('satisfaction_sample', models.PositiveIntegerField(blank=True, null=True, verbose_name='满意度样本数')),
                ('office', models.CharField(blank=True, max_length=60, verbose_name='负责单位')),
                ('phone', models.CharField(blank=True, max_length=30, verbose_name='社区电话')),
                ('surveyed_on', models.DateField(blank=True, null=True, verbose_name='摸底日期')),
                ('history_id', models.AutoField(primary_key=True, serialize=False)),
                ('history_date', models.DateTimeField(db_index=True)),
                ('history_change_reason', models.CharField(max_length=100, null=True)),
                ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
                ('district', models.ForeignKey(blank=True, db_column='district_code', db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='areas.area', verbose_name='区县')),
                ('history_user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('subdistrict', models.ForeignKey(blank=True, db_column='subdistrict_code', db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='areas.area', verbose_name='街道')),
            ],
            options={
                'verbose_name': 'historical 生活圈',
                'verbose_name_plural': 'historical 生活圈',
                'ordering': ('-history_date', '-history_id'),
                'get_latest_by': ('history_date', 'history_id'),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
    ]
