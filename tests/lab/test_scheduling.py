"""jupyter-scheduler over its own REST API, on a real JupyterLab: our notebooks as they are, hostile requests refused."""

import contextlib
import json
import time

import psutil
import pytest

pytestmark = pytest.mark.slow
ENVIRONMENT = {"runtime_environment_name": "cluster-monitor"}
JOB_SECONDS = 120


def job(notebook="cluster_briefing.ipynb", **changes):
    asked = {"as_of": "2010-09-30", "lang": "en", "cluster": "textiles"}
    return {
        "name": "a job",
        "input_uri": notebook,
        "output_formats": ["html", "ipynb"],
        "parameters": asked,
        **ENVIRONMENT,
        **changes,
    }


def ended(lab, job_id):
    until = time.monotonic() + JOB_SECONDS
    while time.monotonic() < until:
        told = json.loads(lab.ask(f"scheduler/jobs/{job_id}")[1])
        if told["status"] in ("COMPLETED", "FAILED"):
            return told
        time.sleep(0.3)
    raise AssertionError(told)


def test_a_job_gives_the_page_an_edition_would_have(lab, lab_root):
    status, body = lab.ask("scheduler/jobs", job())
    assert status == 200, body
    told = ended(lab, json.loads(body)["job_id"])
    assert told["status"] == "COMPLETED", told["status_message"]
    kept = lab_root / "reports" / "preview" / "2010-09-30" / "en" / "cluster-textiles.html"
    (made,) = lab.home.glob("**/cluster_briefing-*.html")
    page = made.read_text(encoding="utf-8")
    assert page == kept.read_text(encoding="utf-8")
    assert "Textile" in page
    assert "2010-09-30" in page
    assert "<script" not in page


def test_a_cron_definition_runs_at_its_minute_with_the_newest_date(lab, lab_root):
    definition = job(
        schedule="* * * * *", timezone="Asia/Shanghai", parameters={"lang": '"en"', "cluster": "food"}
    )
    status, body = lab.ask("scheduler/job_definitions", definition)
    assert status == 200, body
    made_by = json.loads(body)["job_definition_id"]
    until = time.monotonic() + 90
    jobs = []
    while not jobs and time.monotonic() < until:
        jobs = json.loads(lab.ask(f"scheduler/jobs?job_definition_id={made_by}")[1])["jobs"]
        time.sleep(0.5)
    told = ended(lab, jobs[0]["job_id"])
    assert told["status"] == "COMPLETED", told["status_message"]
    # Takes the definition's jobs with it.
    assert lab.ask(f"scheduler/job_definitions/{made_by}", method="DELETE")[0] == 204
    assert len(list((lab_root / "reports" / "preview").glob("*/en/cluster-food.html"))) == 1


REFUSED = {
    "a name that is code": (job(parameters={"lang = 1\nimport os": "1"}), "cannot be the name"),
    "a value that is code": (
        job(parameters={"cluster": "__import__('os').getcwd()"}),
        "the policy has no cluster",
    ),
    "control characters": (job(parameters={"cluster": "'a\\x00b'"}), "control characters"),
    "a misspelt name": (job(parameters={"langg": "en"}), "did you mean 'lang'"),
    "no such cluster": (job(parameters={"cluster": "textile"}), "did you mean 'textiles'"),
    "no date": (job(parameters={"as_of": "last week"}), "is not a date"),
    "somebody else's city": (job(parameters={"root": "/"}), "Leave root out"),
    "a file outside": (job("../data/policy/decree.yaml"), "no notebook"),
    "an absolute path with a definition's id": (job("/etc/passwd", job_definition_id="a-b"), "no notebook"),
    "a copy beside its folder": (job(input_filename="../../escaped.ipynb"), "not the name of a notebook"),
    "a format that is a class": (job(output_formats=["os.path"]), "no output format"),
}


@pytest.mark.parametrize("situation", REFUSED)
def test_what_must_not_run_is_refused_in_words_before_it_is_kept(lab, situation):
    asked, sentence = REFUSED[situation]
    status, body = lab.ask("scheduler/jobs", asked)
    assert status == 500
    assert sentence in json.loads(body)["message"]


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"schedule": "every Monday"}, "no timetable"),
        ({"schedule": "0 7 * * 1", "timezone": "Moon/Base"}, "time zone"),
    ],
)
def test_a_timetable_that_never_comes_is_refused(lab, changes, sentence):
    status, body = lab.ask("scheduler/job_definitions", job(**changes))
    assert status == 500
    assert sentence in json.loads(body)["message"]


def test_a_date_without_data_fails_with_the_sentence(lab):
    _, body = lab.ask("scheduler/jobs", job(parameters={"as_of": "1999-12-31"}))
    told = ended(lab, json.loads(body)["job_id"])
    assert told["status"] == "FAILED"
    assert "nothing had been received by 1999-12-31" in told["status_message"]


def at_work(lab):
    """Processes of this Lab's home beside the Lab itself: jobs, and the kernels they started."""
    found = []
    for process in psutil.process_iter():
        with contextlib.suppress(psutil.Error):
            own = process.environ().get("HOME") == str(lab.home) and process.pid != lab.pid
            if own and "resource_tracker" not in " ".join(process.cmdline()):
                found.append(process)
    return found


def until(holds, seconds):
    end = time.monotonic() + seconds
    while not (found := holds()) and time.monotonic() < end:
        time.sleep(0.2)
    return found


def test_a_job_that_is_stopped_leaves_no_process(lab):
    assert until(lambda: not at_work(lab), 20)
    asked = json.loads(lab.ask("scheduler/jobs", job("city_briefing.ipynb", parameters={"lang": "en"}))[1])
    # The job itself, and a kernel with the process it was forked from.
    assert until(lambda: len(at_work(lab)) >= 3, 60)
    assert lab.ask(f"scheduler/jobs/{asked['job_id']}", {"status": "STOPPED"}, "PATCH")[0] == 204
    assert until(lambda: not at_work(lab), 30), at_work(lab)
    assert json.loads(lab.ask(f"scheduler/jobs/{asked['job_id']}")[1])["status"] == "STOPPED"
