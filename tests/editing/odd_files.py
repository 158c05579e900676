"""Files written in every way that people write YAML, for the tests of what changes them."""

# ruff: noqa: E501 - each is one text, whatever its length

from __future__ import annotations

ODD = {
    "comments everywhere": (
        "# at the top\njourneymap: 1 # version\n\n# about the steps\nsteps: # all of them\n  # first\n  a: # one\n"
        "    customer: Calls # who\n      # deeper\n    # at the keys\n    next: b\n\n  # second\n"
        "  b: {customer: Waits, next: [c, a]} # flow\n  c:\n    end: helped\n# at the end\n"
    ),
    "no break at the end": "journeymap: 1\nsteps:\n  a:\n    customer: Calls\n    next: b\n  b:\n    end: helped",
    "wide indentation": "journeymap: 1\nsteps:\n      a:\n            customer: Calls\n            next:\n                  - b\n      b:\n            end: helped\n",
    "lists at the margin": "steps:\n- id: a\n  customer: Calls\n  asks:\n  - x\n  - y\n- id: b\n  end: helped\n",
    "lists in lists": "steps:\n  a:\n    asks:\n      - - x\n        - y\n      - - z\n    end: helped\n",
    "block scalars": "title: >\n  folded\n  text\nabout: |\n  literal\n  text\nsteps:\n  a:\n    customer: |-\n      Calls\n      twice\n    end: helped\n",
    "quoted keys": '"journeymap": 1\n\'steps\':\n  "a": {\'customer\': \'It\'\'s\', "next": "b"}\n  \'b\':\n    "end": "helped"\n',
    "brackets over lines": "steps: {\n  a: {customer: Calls, # who\n    next: [b,\n      c]},\n  b: {},\n  c: {end: helped,},\n}\n",
    "nothing behind keys": "journeymap: 1\ntitle:\nsteps:\n  a:\n  b: # empty\n  c:\n    next:\n    end: helped\n",
    "windows": "journeymap: 1\r\nsteps:\r\n  a:\r\n    customer: Calls # x\r\n    next: b\r\n  b:\r\n    end: helped\r\n",
    "old mac": "journeymap: 1\rsteps:\r  a:\r    customer: Calls\r    next: b\r  b:\r    end: helped\r",
    "JSON": '{\n  "journeymap": 1,\n  "steps": {\n    "a": {"customer": ["Calls"], "next": "b"},\n    "b": {"end": "helped"}\n  }\n}\n',
    "repeated parts": "steps:\n  a: &a\n    customer: Calls\n    next: b\n  c: *a\n  b:\n    end: &e helped\n  d: {end: *e}\n",
    "signs in texts": 'title: a#b and \'c\' "d" # e\nsteps:\n  a:\n    customer: "Calls: # loud"\n    pains: [\'no, really\', "a \\" b"]\n    end: helped\n',
    "document marks": "---\njourneymap: 1\nsteps:\n  a:\n    end: helped\n...\n",
    "texts over lines": "steps:\n  a:\n    customer: Calls and\n      waits on\n\n      hold\n    about: 'quoted\n      too'\n    end: helped\n",
    "tabs and spaces": "steps:\n  a:   \n    customer:    Calls   \n    next  : b\t# tab\n  b  :\n    end : helped\n",
}
