"""An invented state as files: districts, birth-to-five programs, schools, classrooms, children, the adults around them.

Words: a *wish* says how big and from which seed; a *tenant* is one district or program; a *household* is the children
and adults that are drawn together (it is a way of inventing, never a thing that the files name). The same wish writes
the same bytes. One tenant is in memory at a time, so the size of the state does not matter.
Nothing in here knows Django. Start reading at `writing.write`.
"""
