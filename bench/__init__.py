"""`bin/bench [name …] [--json FILE]`: what it costs, measured beside what it could cost.

A measure is a function in a module of `bench/measures/`, found by itself:

    @measure("inbox_list", unit="ms")
    def inbox_list(stack: Stack) -> Result:
        url = ...                                  # prepare outside of the timing
        return interleaved(ours=lambda: fetch(url), baseline=lambda: select(...), runs=15)

`ours` and `baseline` are timed in turns within the same run, since only their ratio holds on a shared machine; both
answers are medians. `stack.running` is a throw-away Wepster (started at the first use and shared by all measures):
`.url`, `.sandbox_url`, `.settings()`, `.manage(...)`. A measure that counts something else returns Result(value,
baseline, runs) itself. What is printed is one line of JSON a measure (INTERFACES.md).
"""
