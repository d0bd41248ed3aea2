from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from annotator.app import paths


def test_the_gallery_paints_each_theme_in_both_directions(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "tools.gallery", str(tmp_path)]
    subprocess.run(command, check=True, cwd=paths.seeds().parent, capture_output=True)
    pictures = {path.stem for path in tmp_path.glob("*.png") if path.stat().st_size > 2000}
    looks = {f"{theme}-{side}" for theme in ("light", "dark") for side in ("ltr", "rtl")}
    assert pictures == looks | {f"rings-{look}" for look in looks} | {"hues-light", "hues-dark"}
