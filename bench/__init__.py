"""`bin/bench [name …]`: what it costs, measured beside what it could cost.

    bin/bench                            every measure, one line of JSON each
    bin/bench inbox_list --size 200000   the lists of 200,000 contacts with 2,000,000 entries (--full: 1 and 10 million)
    bin/bench --data FOLDER              the lists and chats of a Wepster that is filled already; it is kept
    bin/bench --curves docs/benchmarks   also the growth curves, and docs/benchmarks.md anew from what was measured

A measure is a function in a module of `bench/measures/`, found by itself:

    @measure("name_search", unit="ms", sized=True)
    def name_search(stack: Stack) -> Result:
        ...                                        # prepare outside of the timing
        return Result(ours, raw, runs, {"p50": …})

Ours and the raw baseline are timed in turns within the same run, since only their ratio holds on a shared machine.
`stack.running` is a throw-away Wepster with the demo, `stack.filled` one with a large project (for measures that are
`sized`), `stack.own(…)` one with settings of its own. A measure that cannot be taken raises CannotMeasure with a sentence:
it is told, the next one is taken, and the exit code is 1.
"""
