"""`python -m benchmarks tasks`: what the tasks of an annotator cost in keys, clicks and seconds.

`strokes` counts what arrives at the windows and turns it into seconds, `hands` presses the keys
and moves the mouse of the real window, `replays` does the tasks with them, `table` lists them with
the bars of the design, `room` opens a window for each, and `suite` tells what they cost.
"""
