from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser


class Command(BaseCommand):
    help = "Measure one speed (bench/NAME.py) in a database of its own; the last line is one flat JSON object."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("name")
        parser.add_argument("--children", type=int, default=0, help="how large; 0: as the bench says")

    def handle(self, *, name: str, children: int, **options: Any) -> None:
        program = settings.HERE / "bench" / f"{name}.py"
        if not program.is_file():
            known = ", ".join(sorted(file.stem for file in program.parent.glob("[a-z]*.py")))
            raise CommandError(f"There is no bench {name}. There are: {known}.")
        with tempfile.TemporaryDirectory(prefix="porch-bench-", dir="/tmp") as home:
            Path(home).chmod(0o755)  # the database's own user must get in
            environment = {key: value for key, value in os.environ.items() if not key.startswith("DATABASE_")}
            environment |= {"PORCH_VAR": str(Path(home) / "var"), "PORCH_BENCH_CHILDREN": str(children or "")}
            prepare = [sys.executable, "-m", "frontporch.config.porch", "prepare", "--production"]
            if subprocess.run(prepare, env=environment, stdout=sys.stderr, check=False).returncode != 0:
                raise CommandError("The database for the bench was not made; the lines above say why.")
            run = [sys.executable, "-m", "frontporch.config.porch", "bench_inside", str(program)]
            done = subprocess.run(run, env=environment, stdout=subprocess.PIPE, text=True, check=False)
        if done.returncode != 0:
            raise CommandError(f"The bench {name} stopped with status {done.returncode}.")
        json.loads(done.stdout.strip().splitlines()[-1])  # a bench that prints something else is broken
        self.stdout.write(done.stdout.strip().splitlines()[-1])
