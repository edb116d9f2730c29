from pathlib import Path

from wepster.supervising.log_file import LogFile


def test_it_turns_at_its_limit_and_keeps_a_few(tmp_path: Path) -> None:
    log = LogFile(tmp_path / "web.log", limit=10, kept=2)
    for number in range(5):
        log.write(f"line {number}\n".encode())
    log.close()
    assert {path.name: path.read_text() for path in tmp_path.iterdir()} == {
        "web.log": "line 4\n",
        "web.log.1": "line 3\n",
        "web.log.2": "line 2\n",
    }


def test_it_goes_on_where_it_was(tmp_path: Path) -> None:
    for word in (b"one\n", b"two\n"):
        log = LogFile(tmp_path / "web.log")
        log.write(word)
        log.close()
    assert (tmp_path / "web.log").read_text() == "one\ntwo\n"
