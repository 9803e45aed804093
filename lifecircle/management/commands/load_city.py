"""Loads catalogue, divisions, circles, holidays, published figures where none are yet. Overwrites nothing."""

from typing import Any

from django.apps import apps
from django.core.management import call_command
from django.core.management.base import BaseCommand

# fixture → the model whose rows say that it is loaded already
FIXTURES = {
    "areas": "areas.Area",
    "categories": "outlets.Category",
    "holidays": "outlets.Holiday",
    "circles": "communities.Community",
    "published": "communities.PublishedFigure",
}


class Command(BaseCommand):
    help = "载入业态目录、区划、生活圈、节假日和已公布的数；已经有的不动"

    def handle(self, *args: Any, **options: Any) -> None:
        for fixture, label in FIXTURES.items():
            model = apps.get_model(label)
            if model._default_manager.exists():
                continue
            call_command("loaddata", fixture, verbosity=0)
            self.stdout.write(f"{model._meta.verbose_name}：载入 {model._default_manager.count()} 条")
