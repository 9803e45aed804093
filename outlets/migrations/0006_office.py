"""The office's side of the register: proposals, uploads, photos, verdicts on duplicates, histories."""

import django.core.validators
import django.db.models.deletion
import outlets.models.category
import outlets.models.outlet
import outlets.models.report
import simple_history.models
from django.conf import settings
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

from lifecircle.triggers import with_triggers_kept


def number_the_letters(apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    for report in apps.get_model("outlets", "Report").objects.all():
        report.number = outlets.models.report.new_number()
        report.save(update_fields=["number"])


class Migration(migrations.Migration):

    dependencies = [
        ('areas', '0002_bigrams'),
        ('outlets', '0005_entrance'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = with_triggers_kept([
        migrations.CreateModel(
            name='DuplicateVerdict',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('same', models.BooleanField(verbose_name='是同一家')),
                ('decided_at', models.DateTimeField(auto_now_add=True, verbose_name='判定')),
            ],
            options={
                'verbose_name': '是不是同一家',
                'verbose_name_plural': '是不是同一家',
            },
        ),
        migrations.CreateModel(
            name='HistoricalCatalogue',
            fields=[
                ('version', models.CharField(db_index=True, max_length=20, verbose_name='版本')),
                ('published_on', models.DateField(verbose_name='发布日期')),
                ('source', models.CharField(max_length=300, verbose_name='依据')),
                ('history_id', models.AutoField(primary_key=True, serialize=False)),
                ('history_date', models.DateTimeField(db_index=True)),
                ('history_change_reason', models.CharField(max_length=100, null=True)),
                ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
            ],
            options={
                'verbose_name': 'historical 业态目录',
                'verbose_name_plural': 'historical 业态目录',
                'ordering': ('-history_date', '-history_id'),
                'get_latest_by': ('history_date', 'history_id'),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name='HistoricalCategory',
            fields=[
                ('code', models.SlugField(max_length=30, verbose_name='代码')),
                ('name', models.CharField(db_index=True, max_length=30, verbose_name='名称')),
                ('name_en', models.CharField(max_length=60, verbose_name='英文名')),
                ('tier', models.CharField(choices=[('basic', '基本保障'), ('quality', '品质提升'), ('public', '公共服务')], max_length=10, verbose_name='层级')),
                ('order', models.PositiveSmallIntegerField(db_index=True, verbose_name='次序')),
                ('label', models.CharField(db_index=True, max_length=1, verbose_name='图上的字')),
                ('target_minutes', models.PositiveSmallIntegerField(validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(60)], verbose_name='目标步行分钟')),
                ('duplicate_metres', models.PositiveSmallIntegerField(default=100, help_text='名称相近的两家，离得不到这么远，登记时会问是不是同一家。', validators=[django.core.validators.MinValueValidator(10), django.core.validators.MaxValueValidator(2000)], verbose_name='多近算可能重复（米）')),
                ('department', models.CharField(blank=True, max_length=60, verbose_name='主管部门')),
                ('counted', models.BooleanField(default=True, verbose_name='本市计入')),
                ('history_id', models.AutoField(primary_key=True, serialize=False)),
                ('history_date', models.DateTimeField(db_index=True)),
                ('history_change_reason', models.CharField(max_length=100, null=True)),
                ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
            ],
            options={
                'verbose_name': 'historical 业态',
                'verbose_name_plural': 'historical 业态',
                'ordering': ('-history_date', '-history_id'),
                'get_latest_by': ('history_date', 'history_id'),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name='HistoricalCategoryClass',
            fields=[
                ('code', models.SlugField(max_length=20, verbose_name='代码')),
                ('name', models.CharField(max_length=4, verbose_name='名称（四个字）')),
                ('name_en', models.CharField(max_length=40, verbose_name='英文名')),
                ('colour', models.CharField(max_length=7, validators=[outlets.models.category.validate_readable], verbose_name='颜色')),
                ('order', models.PositiveSmallIntegerField(db_index=True, verbose_name='次序')),
                ('history_id', models.AutoField(primary_key=True, serialize=False)),
                ('history_date', models.DateTimeField(db_index=True)),
                ('history_change_reason', models.CharField(max_length=100, null=True)),
                ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
            ],
            options={
                'verbose_name': 'historical 大类',
                'verbose_name_plural': 'historical 大类',
                'ordering': ('-history_date', '-history_id'),
                'get_latest_by': ('history_date', 'history_id'),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name='HistoricalEntrance',
            fields=[
                ('id', models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name='ID')),
                ('name', models.CharField(blank=True, help_text='比如：南门、正门；没有名字就空着', max_length=20, verbose_name='门')),
                ('lat', models.FloatField(validators=[django.core.validators.MinValueValidator(-90), django.core.validators.MaxValueValidator(90)], verbose_name='纬度（WGS-84）')),
                ('lng', models.FloatField(validators=[django.core.validators.MinValueValidator(-180), django.core.validators.MaxValueValidator(180)], verbose_name='经度（WGS-84）')),
                ('step_free', models.BooleanField(blank=True, null=True, verbose_name='不用上台阶')),
                ('history_id', models.AutoField(primary_key=True, serialize=False)),
                ('history_date', models.DateTimeField(db_index=True)),
                ('history_change_reason', models.CharField(max_length=100, null=True)),
                ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
            ],
            options={
                'verbose_name': 'historical 出入口',
                'verbose_name_plural': 'historical 出入口',
                'ordering': ('-history_date', '-history_id'),
                'get_latest_by': ('history_date', 'history_id'),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name='HistoricalOutlet',
            fields=[
                ('id', models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name='ID')),
                ('name', models.CharField(max_length=80, verbose_name='名称')),
                ('address', models.CharField(blank=True, max_length=160, verbose_name='地址')),
                ('lat', models.FloatField(validators=[django.core.validators.MinValueValidator(-90), django.core.validators.MaxValueValidator(90)], verbose_name='纬度（WGS-84）')),
                ('lng', models.FloatField(validators=[django.core.validators.MinValueValidator(-180), django.core.validators.MaxValueValidator(180)], verbose_name='经度（WGS-84）')),
                ('position_system', models.CharField(choices=[('wgs84', 'WGS-84（CGCS2000）'), ('gcj02', 'GCJ-02（高德、腾讯、微信）'), ('bd09', 'BD-09（百度）')], default='wgs84', max_length=5, verbose_name='坐标原来的系统')),
                ('position_quality', models.CharField(choices=[('surveyed', '实测'), ('approximate', '大致'), ('illustrative', '示意')], default='approximate', max_length=12, verbose_name='位置准不准')),
                ('phone', models.CharField(blank=True, max_length=30, validators=[django.core.validators.RegexValidator('^[0-9+()\\-转\\s]{3,30}$', '电话只能有数字、加号、括号、短横和“转”，比如 0931-4567890。')], verbose_name='电话（公开）')),
                ('opening_hours', models.CharField(blank=True, max_length=255, validators=[outlets.models.outlet.validate_hours], verbose_name='营业时间')),
                ('brand', models.CharField(blank=True, max_length=60, verbose_name='连锁或品牌')),
                ('area_m2', models.PositiveIntegerField(blank=True, null=True, verbose_name='面积（平方米）')),
                ('form', models.CharField(choices=[('shop', '店铺'), ('stall', '摊点'), ('mobile', '流动'), ('self_service', '自助')], default='shop', max_length=12, verbose_name='形式')),
                ('staffed', models.BooleanField(blank=True, null=True, verbose_name='有人工服务')),
                ('cash', models.BooleanField(blank=True, null=True, verbose_name='收现金')),
                ('meal_delivery', models.BooleanField(blank=True, null=True, verbose_name='送餐')),
                ('senior_discount', models.BooleanField(blank=True, null=True, verbose_name='老年优惠')),
                ('step_free', models.BooleanField(blank=True, null=True, verbose_name='不用上台阶')),
                ('audience', models.CharField(choices=[('public', '公众'), ('residents', '仅居民'), ('appointment', '预约')], default='public', max_length=12, verbose_name='谁能去')),
                ('built', models.CharField(blank=True, choices=[('new', '新建'), ('rebuilt', '改造'), ('existing', '已有')], max_length=10, verbose_name='新建或改造')),
                ('built_year', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='建成或改造年份')),
                ('source', models.CharField(choices=[('office', '街道登记'), ('import', '名单导入'), ('osm', 'OpenStreetMap'), ('sample', '示例')], default='office', max_length=10, verbose_name='来源')),
                ('source_id', models.CharField(blank=True, max_length=60, verbose_name='来源编号')),
                ('verified_by', models.CharField(blank=True, max_length=60, verbose_name='核对人（单位）')),
                ('verified_on', models.DateField(blank=True, null=True, verbose_name='核对日期')),
                ('status', models.CharField(choices=[('open', '营业'), ('suspended', '暂停'), ('closed', '关闭'), ('moved', '搬迁')], default='open', max_length=10, verbose_name='状态')),
                ('status_on', models.DateField(blank=True, null=True, verbose_name='状态起始日')),
                ('status_until', models.DateField(blank=True, null=True, verbose_name='预计恢复日')),
                ('status_reason', models.CharField(blank=True, max_length=120, verbose_name='状态原因')),
                ('history_id', models.AutoField(primary_key=True, serialize=False)),
                ('history_date', models.DateTimeField(db_index=True)),
                ('history_change_reason', models.CharField(max_length=100, null=True)),
                ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
            ],
            options={
                'verbose_name': 'historical 网点',
                'verbose_name_plural': 'historical 网点',
                'ordering': ('-history_date', '-history_id'),
                'get_latest_by': ('history_date', 'history_id'),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name='HistoricalOutlet_further_categories',
            fields=[
                ('id', models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name='ID')),
                ('m2m_history_id', models.AutoField(primary_key=True, serialize=False)),
            ],
            options={
                'verbose_name': 'HistoricalOutlet_further_categories',
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name='HistoricalServiceItem',
            fields=[
                ('id', models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name='ID')),
                ('name', models.CharField(max_length=60, verbose_name='做什么')),
                ('price_yuan', models.DecimalField(blank=True, decimal_places=2, max_digits=8, null=True, verbose_name='价钱（元）')),
                ('price_note', models.CharField(blank=True, help_text='比如：起、一把、每次', max_length=30, verbose_name='价钱说明')),
                ('order', models.PositiveSmallIntegerField(default=0, verbose_name='次序')),
                ('history_id', models.AutoField(primary_key=True, serialize=False)),
                ('history_date', models.DateTimeField(db_index=True)),
                ('history_change_reason', models.CharField(max_length=100, null=True)),
                ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
            ],
            options={
                'verbose_name': 'historical 服务价目',
                'verbose_name_plural': 'historical 服务价目',
                'ordering': ('-history_date', '-history_id'),
                'get_latest_by': ('history_date', 'history_id'),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name='Photo',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('file', models.ImageField(height_field='height', upload_to='photos/%Y/%m/', verbose_name='照片', width_field='width')),
                ('width', models.PositiveIntegerField(default=0, editable=False, verbose_name='宽')),
                ('height', models.PositiveIntegerField(default=0, editable=False, verbose_name='高')),
                ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='上传')),
            ],
            options={
                'verbose_name': '照片',
                'verbose_name_plural': '照片',
                'ordering': ['created_at'],
            },
        ),
        migrations.CreateModel(
            name='Proposal',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('new', models.BooleanField(default=True, verbose_name='新登记')),
                ('name', models.CharField(blank=True, max_length=80, verbose_name='名称')),
                ('values', models.JSONField(default=dict, verbose_name='要写成')),
                ('before', models.JSONField(default=dict, verbose_name='原来是')),
                ('note', models.CharField(blank=True, max_length=200, verbose_name='说明')),
                ('state', models.CharField(choices=[('draft', '草稿'), ('submitted', '待审核'), ('returned', '退回修改'), ('published', '已发布'), ('withdrawn', '已撤回')], default='draft', max_length=10, verbose_name='进度')),
                ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='开始填')),
                ('updated_at', models.DateTimeField(auto_now=True, verbose_name='改动')),
                ('submitted_at', models.DateTimeField(blank=True, null=True, verbose_name='交上来')),
                ('decided_at', models.DateTimeField(blank=True, null=True, verbose_name='审核')),
                ('reason', models.CharField(blank=True, max_length=200, verbose_name='退回原因')),
            ],
            options={
                'verbose_name': '登记单',
                'verbose_name_plural': '登记单',
                'ordering': ['-updated_at'],
            },
        ),
        migrations.CreateModel(
            name='Upload',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('file_name', models.CharField(max_length=120, verbose_name='文件')),
                ('content', models.BinaryField(verbose_name='文件内容')),
                ('system', models.CharField(choices=[('wgs84', 'WGS-84（CGCS2000）'), ('gcj02', 'GCJ-02（高德、腾讯、微信）'), ('bd09', 'BD-09（百度）')], max_length=5, verbose_name='坐标系')),
                ('scope', models.CharField(blank=True, max_length=12, verbose_name='导入的范围')),
                ('state', models.CharField(choices=[('reading', '正在读'), ('ready', '可以导入'), ('refused', '读不了'), ('applied', '已导入'), ('undone', '已撤销'), ('dropped', '没有导入')], default='reading', max_length=10, verbose_name='进度')),
                ('words', models.CharField(blank=True, max_length=300, verbose_name='说明')),
                ('rows_read', models.PositiveIntegerField(default=0, verbose_name='读到第几行')),
                ('rows_total', models.PositiveIntegerField(default=0, verbose_name='一共几行')),
                ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='上传')),
                ('applied_at', models.DateTimeField(blank=True, null=True, verbose_name='导入')),
                ('undone_at', models.DateTimeField(blank=True, null=True, verbose_name='撤销')),
            ],
            options={
                'verbose_name': '表格导入',
                'verbose_name_plural': '表格导入',
                'ordering': ['-created_at'],
            },
        ),
        migrations.CreateModel(
            name='UploadRow',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveIntegerField(verbose_name='行号')),
                ('verdict', models.CharField(choices=[('new', '新增'), ('changed', '修改'), ('same', '没有变化'), ('duplicate', '可能重复'), ('wrong', '有错')], max_length=10, verbose_name='结果')),
                ('name', models.CharField(blank=True, max_length=80, verbose_name='名称')),
                ('remarks', models.JSONField(default=list, verbose_name='说明')),
                ('values', models.JSONField(default=dict, verbose_name='要写成')),
                ('before', models.JSONField(default=dict, verbose_name='原来是')),
                ('applied', models.BooleanField(default=False, verbose_name='写入了')),
            ],
            options={
                'verbose_name': '导入的行',
                'verbose_name_plural': '导入的行',
                'ordering': ['number'],
            },
        ),
        migrations.AddField(
            model_name='category',
            name='duplicate_metres',
            field=models.PositiveSmallIntegerField(default=100, help_text='名称相近的两家，离得不到这么远，登记时会问是不是同一家。', validators=[django.core.validators.MinValueValidator(10), django.core.validators.MaxValueValidator(2000)], verbose_name='多近算可能重复（米）'),
        ),
        migrations.AddField(
            model_name='outlet',
            name='merged_into',
            field=models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='merged_from', to='outlets.outlet', verbose_name='并入'),
        ),
        migrations.AddField(
            model_name='report',
            name='answer',
            field=models.CharField(blank=True, max_length=300, verbose_name='答复'),
        ),
        migrations.AddField(
            model_name='report',
            name='answered_at',
            field=models.DateTimeField(blank=True, null=True, verbose_name='答复时间'),
        ),
        migrations.AddField(
            model_name='report',
            name='answered_by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='答复人'),
        ),
        migrations.AddField("report", "number", models.CharField(max_length=8, null=True, verbose_name="编号")),
        migrations.RunPython(number_the_letters, migrations.RunPython.noop),
        migrations.AlterField(
            "report",
            "number",
            models.CharField(
                default=outlets.models.report.new_number, editable=False, max_length=8, unique=True, verbose_name="编号"
            ),
        ),
        migrations.AddField(
            model_name='report',
            name='outcome',
            field=models.CharField(blank=True, choices=[('updated', '已经改过来了'), ('confirmed', '核对过，没有变'), ('declined', '没有办法采纳')], max_length=10, verbose_name='办理结果'),
        ),
        migrations.AlterField(
            model_name='report',
            name='kind',
            field=models.CharField(choices=[('closed', '已经关门不做了'), ('moved', '搬走了'), ('phone', '电话打不通'), ('hours', '开门时间不对'), ('address', '地址不对'), ('price', '价钱不对'), ('step_free', '进门有台阶，写的是没有'), ('other', '别的')], max_length=10, verbose_name='哪里不对'),
        ),
        migrations.AddConstraint(
            model_name='outlet',
            constraint=models.CheckConstraint(condition=models.Q(('merged_into__isnull', True), ('status', 'closed'), _connector='OR'), name='outlet_merged_is_closed', violation_error_message='并入别家的网点应是关闭的。'),
        ),
        migrations.AddConstraint(
            model_name='report',
            constraint=models.CheckConstraint(condition=models.Q(('outcome', ''), models.Q(('answered_at__isnull', False), models.Q(('answer', ''), _negated=True)), _connector='OR'), name='report_answered_in_words', violation_error_message='答复要写几句话。'),
        ),
        migrations.AddField(
            model_name='duplicateverdict',
            name='decided_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='duplicateverdict',
            name='first',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='outlets.outlet'),
        ),
        migrations.AddField(
            model_name='duplicateverdict',
            name='second',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='outlets.outlet'),
        ),
        migrations.AddField(
            model_name='historicalcatalogue',
            name='history_user',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='historicalcategory',
            name='catalogue',
            field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='outlets.catalogue', verbose_name='目录版本'),
        ),
        migrations.AddField(
            model_name='historicalcategory',
            name='group',
            field=models.ForeignKey(blank=True, db_column='group_code', db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='outlets.categoryclass', verbose_name='大类'),
        ),
        migrations.AddField(
            model_name='historicalcategory',
            name='history_user',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='historicalcategoryclass',
            name='history_user',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='historicalentrance',
            name='history_user',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='historicalentrance',
            name='outlet',
            field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='outlets.outlet', verbose_name='网点'),
        ),
        migrations.AddField(
            model_name='historicaloutlet',
            name='area',
            field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='areas.area', verbose_name='所属街道或社区'),
        ),
        migrations.AddField(
            model_name='historicaloutlet',
            name='category',
            field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='outlets.category', verbose_name='主业态'),
        ),
        migrations.AddField(
            model_name='historicaloutlet',
            name='history_user',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='historicaloutlet',
            name='merged_into',
            field=models.ForeignKey(blank=True, editable=False, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='outlets.outlet', verbose_name='并入'),
        ),
        migrations.AddField(
            model_name='historicaloutlet',
            name='moved_to',
            field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='outlets.outlet', verbose_name='搬到'),
        ),
        migrations.AddField(
            model_name='historicaloutlet_further_categories',
            name='category',
            field=models.ForeignKey(blank=True, db_constraint=False, db_tablespace='', null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='outlets.category'),
        ),
        migrations.AddField(
            model_name='historicaloutlet_further_categories',
            name='history',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, to='outlets.historicaloutlet'),
        ),
        migrations.AddField(
            model_name='historicaloutlet_further_categories',
            name='outlet',
            field=models.ForeignKey(blank=True, db_constraint=False, db_tablespace='', null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='outlets.outlet'),
        ),
        migrations.AddField(
            model_name='historicalserviceitem',
            name='history_user',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='historicalserviceitem',
            name='outlet',
            field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='outlets.outlet', verbose_name='网点'),
        ),
        migrations.AddField(
            model_name='photo',
            name='outlet',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='photos', to='outlets.outlet', verbose_name='网点'),
        ),
        migrations.AddField(
            model_name='photo',
            name='taken_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='拍照人'),
        ),
        migrations.AddField(
            model_name='proposal',
            name='area',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, to='areas.area', verbose_name='所属街道或社区'),
        ),
        migrations.AddField(
            model_name='proposal',
            name='author',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='proposals', to=settings.AUTH_USER_MODEL, verbose_name='登记人'),
        ),
        migrations.AddField(
            model_name='proposal',
            name='decided_by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='decisions', to=settings.AUTH_USER_MODEL, verbose_name='审核人'),
        ),
        migrations.AddField(
            model_name='proposal',
            name='outlet',
            field=models.ForeignKey(blank=True, help_text='空着的是新登记；发布以后填上。', null=True, on_delete=django.db.models.deletion.CASCADE, related_name='proposals', to='outlets.outlet', verbose_name='网点'),
        ),
        migrations.AddField(
            model_name='proposal',
            name='outside_confirmed_by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='确认位置在区划外的人'),
        ),
        migrations.AddField(
            model_name='photo',
            name='proposal',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='photos', to='outlets.proposal', verbose_name='登记单'),
        ),
        migrations.AddField(
            model_name='upload',
            name='author',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='uploads', to=settings.AUTH_USER_MODEL, verbose_name='导入人'),
        ),
        migrations.AddField(
            model_name='uploadrow',
            name='outlet',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='outlets.outlet'),
        ),
        migrations.AddField(
            model_name='uploadrow',
            name='upload',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='rows', to='outlets.upload'),
        ),
        migrations.AddConstraint(
            model_name='duplicateverdict',
            constraint=models.UniqueConstraint(fields=('first', 'second'), name='duplicate_pair_once'),
        ),
        migrations.AddConstraint(
            model_name='duplicateverdict',
            constraint=models.CheckConstraint(condition=models.Q(('first__lt', models.F('second'))), name='duplicate_pair_in_order'),
        ),
        migrations.AddIndex(
            model_name='proposal',
            index=models.Index(fields=['state', 'submitted_at'], name='proposal_state_submitted'),
        ),
        migrations.AddConstraint(
            model_name='proposal',
            constraint=models.CheckConstraint(condition=models.Q(('new', True), ('outlet__isnull', False), _connector='OR'), name='proposal_change_names_its_outlet'),
        ),
        migrations.AddConstraint(
            model_name='proposal',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', 'submitted'), _negated=True), ('submitted_at__isnull', False), _connector='OR'), name='proposal_submitted_dated'),
        ),
        migrations.AddConstraint(
            model_name='proposal',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', 'returned'), _negated=True), models.Q(('reason', ''), _negated=True), _connector='OR'), name='proposal_returned_with_reason', violation_error_message='退回要写原因。'),
        ),
        migrations.AddConstraint(
            model_name='proposal',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', 'published'), _negated=True), models.Q(('decided_at__isnull', False), ('outlet__isnull', False)), _connector='OR'), name='proposal_published_has_outlet'),
        ),
        migrations.AddConstraint(
            model_name='photo',
            constraint=models.CheckConstraint(condition=models.Q(('outlet__isnull', False), ('proposal__isnull', False), _connector='OR'), name='photo_of_something'),
        ),
        migrations.AddConstraint(
            model_name='uploadrow',
            constraint=models.UniqueConstraint(fields=('upload', 'number'), name='upload_row_once'),
        ),
    ])
