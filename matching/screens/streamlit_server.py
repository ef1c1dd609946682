"""What we know of Streamlit's own server, in one place: addresses, messages, what it holds.

Streamlit does not promise these to stay; tests/screens/server/test_guards.py fails if one moved.
"""

from __future__ import annotations

from pathlib import Path
from typing import Final, cast

from google.protobuf.message import DecodeError  # type: ignore[import-untyped]
from streamlit import config
from streamlit.file_util import get_static_dir
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.runtime import Runtime, get_instance
from streamlit.runtime.media_file_storage import MediaFileKind
from streamlit.runtime.memory_uploaded_file_manager import MemoryUploadedFileManager
from streamlit.runtime.scriptrunner import get_script_run_ctx
from streamlit.runtime.uploaded_file_manager import UploadedFile

STREAM: Final = "/_stcore/stream"
UPLOADS: Final = "/_stcore/upload_file/"
MEDIA: Final = "/media/"
FILES: Final = "/static/"
HEALTH: Final = "/_stcore/health"
METRICS: Final = "/_stcore/metrics"
CONNECTING: Final = (HEALTH, "/_stcore/host-config", "/favicon.png")
SIGNING_IN: Final = ("/auth/login", "/auth/logout", "/oauth2callback")
USER_COOKIE: Final = "_streamlit_user"  # and `_streamlit_user__1` and so on, if it is long

MESSAGES: Final = frozenset({"rerun_script", "stop_script", "file_urls_request", "app_heartbeat"})
"""What a page of ours may ask; beside these only `OPERATIONS`.

Refused are `clear_cache` (slows everybody), `set_run_on_save`, `load_git_info` (reads the disk)
and `debug_…`; a kind that is new with a later Streamlit is refused as well.
"""
OPERATIONS: Final = frozenset({"deferred_file", "dataframe_chunk"})
"""Of `backend_operation_request`: files made when they are downloaded, more rows of a table."""


def runtime() -> Runtime:
    """Return what runs the pages of this process."""
    return get_instance()


def is_going_back() -> bool:
    """Tell whether this run is of the browser's Back or Forward, or of a link of ours."""
    run = get_script_run_ctx()
    return run is not None and run.is_history_navigation


def is_of_a_part() -> bool:
    """Tell whether this run draws a fragment of the page alone."""
    run = get_script_run_ctx()
    return run is not None and bool(run.fragment_ids_this_run)


def this_run() -> object | None:
    """Give what is another object in each run of a page, also of a part of one; None outside."""
    run = get_script_run_ctx(suppress_warning=True)
    return run.parallel_coordinator if run else None


def uploaded_files() -> MemoryUploadedFileManager:
    """Return what keeps the files that pages have sent."""
    return cast(MemoryUploadedFileManager, runtime().uploaded_file_mgr)


def forget_upload(file: UploadedFile) -> None:
    """Free a file that a page has sent and that was read."""
    run = get_script_run_ctx()
    if run is not None:
        uploaded_files().remove_file(run.session_id, file.file_id)


def most_upload_bytes() -> int:
    """Return how many bytes a file may have (`server.maxUploadSize`)."""
    return int(config.get_option("server.maxUploadSize")) * 1024 * 1024


def download(path: str) -> tuple[bool, str]:
    """Tell of an address whether a file to download is there, and what is said of its kind."""
    file = runtime().media_file_mgr.read_file(path.partition(MEDIA)[2])
    if file is None or file.kind != MediaFileKind.DOWNLOADABLE:
        return False, ""
    return True, file.mimetype


def fonts() -> dict[str, str]:
    """Give the families of letters that Streamlit brings along, each with the path of its file."""
    folder = Path(get_static_dir())
    kinds = {"Source Sans": "SourceSans*Upright*", "Source Serif": "SourceSerif*Roman*"}
    files = {family: next(folder.glob(f"**/{kind}.woff2"), None) for family, kind in kinds.items()}
    return {
        family: f"/{file.relative_to(folder).as_posix()}" for family, file in files.items() if file
    }


def read_message(content: bytes) -> BackMsg | None:
    """Read what a page asks; None if it is no message."""
    message = BackMsg()
    try:
        message.ParseFromString(content)
    except DecodeError:
        return None
    return message


def kind_of(message: BackMsg) -> str:
    """Name the kind, such as `rerun_script` or the operation `deferred_file`; `""` if none."""
    kind = message.WhichOneof("type") or ""
    if kind == "backend_operation_request":
        return message.backend_operation_request.WhichOneof("payload") or ""
    return kind


def no_upload(request_id: str, why: str) -> bytes:
    """Make the answer to a page that asks where to send a file: nowhere, and why."""
    answer = ForwardMsg()
    answer.file_urls_response.response_id = request_id
    answer.file_urls_response.error_msg = why
    return answer.SerializeToString()
