#!/usr/bin/env python
"""Django's command line for lifecircle."""

import os
import sys


def main(arguments: list[str]) -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "lifecircle.settings")
    from django.core.management import execute_from_command_line
    from django.db import OperationalError

    try:
        execute_from_command_line(arguments)
    except OperationalError as error:
        if "--traceback" in arguments:
            raise
        hint = "请看看它开没开、DATABASE_URL 对不对、是不是有别的程序占着，再试一次。"
        sys.exit(f"数据库现在用不了：{error}\n{hint}")


if __name__ == "__main__":
    main(sys.argv)
