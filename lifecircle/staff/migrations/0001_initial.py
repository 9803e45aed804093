"""Staff: scopes, the districts' rules, the log, the history of accounts."""

import django.contrib.auth.validators
import django.db.models.deletion
import django.utils.timezone
import lifecircle.staff.rights
import simple_history.models
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('areas', '0002_bigrams'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='AuditRecord',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField(auto_now_add=True, db_index=True, verbose_name='时间')),
                ('kind', models.CharField(choices=[('sign_in', '登录'), ('sign_in_failed', '登录没成功'), ('locked_out', '输错太多，锁住'), ('sign_out', '退出'), ('password', '改密码'), ('export', '导出'), ('upload', '导入'), ('refused', '没有权限，被拒绝')], max_length=20, verbose_name='什么事')),
                ('username', models.CharField(blank=True, max_length=150, verbose_name='账号')),
                ('scope', models.CharField(blank=True, max_length=12, verbose_name='范围')),
                ('address', models.CharField(blank=True, max_length=45, verbose_name='网络地址')),
                ('words', models.CharField(blank=True, max_length=300, verbose_name='内容')),
            ],
            options={
                'verbose_name': '操作日志',
                'verbose_name_plural': '操作日志',
                'ordering': ['-at', '-id'],
            },
        ),
        migrations.CreateModel(
            name='DistrictRule',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('offices_publish', models.BooleanField(default=False, verbose_name='街道可以直接发布')),
                ('area', models.OneToOneField(limit_choices_to={'level': 6}, on_delete=django.db.models.deletion.CASCADE, related_name='rule', to='areas.area', verbose_name='区县')),
            ],
            options={
                'verbose_name': '各区的规定',
                'verbose_name_plural': '各区的规定',
            },
        ),
        migrations.CreateModel(
            name='HistoricalDistrictRule',
            fields=[
                ('id', models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name='ID')),
                ('offices_publish', models.BooleanField(default=False, verbose_name='街道可以直接发布')),
                ('history_id', models.AutoField(primary_key=True, serialize=False)),
                ('history_date', models.DateTimeField(db_index=True)),
                ('history_change_reason', models.CharField(max_length=100, null=True)),
                ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
                ('area', models.ForeignKey(blank=True, db_constraint=False, limit_choices_to={'level': 6}, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='areas.area', verbose_name='区县')),
                ('history_user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'historical 各区的规定',
                'verbose_name_plural': 'historical 各区的规定',
                'ordering': ('-history_date', '-history_id'),
                'get_latest_by': ('history_date', 'history_id'),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name='HistoricalScope',
            fields=[
                ('id', models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name='ID')),
                ('role', models.CharField(choices=[('community_worker', '社区工作人员'), ('street_office', '街道办事处'), ('district_bureau', '区商务局'), ('city_admin', '市管理员'), ('auditor', '审计（只看）')], max_length=20, verbose_name='角色')),
                ('must_change_password', models.BooleanField(default=True, verbose_name='下次登录要改密码')),
                ('history_id', models.AutoField(primary_key=True, serialize=False)),
                ('history_date', models.DateTimeField(db_index=True)),
                ('history_change_reason', models.CharField(max_length=100, null=True)),
                ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
                ('area', models.ForeignKey(blank=True, db_constraint=False, help_text='社区工作人员选社区，街道选街道，区商务局选区县；市管理员不选（全市）。', null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='areas.area', verbose_name='负责的区划')),
                ('history_user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('user', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='账号')),
            ],
            options={
                'verbose_name': 'historical 角色和范围',
                'verbose_name_plural': 'historical 角色和范围',
                'ordering': ('-history_date', '-history_id'),
                'get_latest_by': ('history_date', 'history_id'),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name='HistoricalUser',
            fields=[
                ('id', models.IntegerField(auto_created=True, blank=True, db_index=True, verbose_name='ID')),
                ('is_superuser', models.BooleanField(default=False, help_text='Designates that this user has all permissions without explicitly assigning them.', verbose_name='superuser status')),
                ('username', models.CharField(db_index=True, error_messages={'unique': 'A user with that username already exists.'}, help_text='Required. 150 characters or fewer. Letters, digits and @/./+/-/_ only.', max_length=150, validators=[django.contrib.auth.validators.UnicodeUsernameValidator()], verbose_name='username')),
                ('first_name', models.CharField(blank=True, max_length=150, verbose_name='first name')),
                ('last_name', models.CharField(blank=True, max_length=150, verbose_name='last name')),
                ('email', models.EmailField(blank=True, max_length=254, verbose_name='email address')),
                ('is_staff', models.BooleanField(default=False, help_text='Designates whether the user can log into this admin site.', verbose_name='staff status')),
                ('is_active', models.BooleanField(default=True, help_text='Designates whether this user should be treated as active. Unselect this instead of deleting accounts.', verbose_name='active')),
                ('date_joined', models.DateTimeField(default=django.utils.timezone.now, verbose_name='date joined')),
                ('history_id', models.AutoField(primary_key=True, serialize=False)),
                ('history_date', models.DateTimeField(db_index=True)),
                ('history_change_reason', models.CharField(max_length=100, null=True)),
                ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
                ('history_user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'historical user',
                'verbose_name_plural': 'historical users',
                'ordering': ('-history_date', '-history_id'),
                'get_latest_by': ('history_date', 'history_id'),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name='Scope',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('role', models.CharField(choices=[('community_worker', '社区工作人员'), ('street_office', '街道办事处'), ('district_bureau', '区商务局'), ('city_admin', '市管理员'), ('auditor', '审计（只看）')], max_length=20, verbose_name='角色')),
                ('must_change_password', models.BooleanField(default=True, verbose_name='下次登录要改密码')),
                ('area', models.ForeignKey(blank=True, help_text='社区工作人员选社区，街道选街道，区商务局选区县；市管理员不选（全市）。', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='staff', to='areas.area', verbose_name='负责的区划')),
                ('user', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='scope', to=settings.AUTH_USER_MODEL, verbose_name='账号')),
            ],
            options={
                'verbose_name': '角色和范围',
                'verbose_name_plural': '角色和范围',
                'constraints': [models.CheckConstraint(condition=models.Q(('role__in', [lifecircle.staff.rights.Role['COMMUNITY_WORKER'], lifecircle.staff.rights.Role['STREET_OFFICE'], lifecircle.staff.rights.Role['DISTRICT_BUREAU'], lifecircle.staff.rights.Role['CITY_ADMIN'], lifecircle.staff.rights.Role['AUDITOR']])), name='scope_role_known'), models.CheckConstraint(condition=models.Q(('role', lifecircle.staff.rights.Role['AUDITOR']), models.Q(('area', None), ('role', lifecircle.staff.rights.Role['CITY_ADMIN'])), models.Q(models.Q(('role', lifecircle.staff.rights.Role['CITY_ADMIN']), _negated=True), ('area__isnull', False)), _connector='OR'), name='scope_city_has_no_area', violation_error_message='市管理员管全市，不选区划；其他角色要选负责的区划。')],
            },
        ),
    ]
