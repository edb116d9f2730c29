"""vk_api for what is not on the way of messages: connecting, health, signing in (PROTOCOLS §3.7; docs/decisions/0028).

It is synchronous, so it runs in a few threads of its own; its transport gets a settable host, a total time and a size;
its pauses and its endless repeating of error 6 are taken out: who calls decides.
"""

import asyncio
import os
import time
from concurrent.futures import ThreadPoolExecutor
from typing import Any
from urllib.parse import urlsplit

import jconfig
import requests
from requests.adapters import HTTPAdapter
from vk_api import VkApiError
from vk_api.exceptions import ApiError, ApiHttpError, AuthError
from vk_api.vk_api import VkApiGroup

from channels_hub.messengers import errors
from channels_hub.messengers.exchanging import ANSWER, CONNECT, LONGEST_ANSWER
from channels_hub.messengers.vk.client import VERSION
from channels_hub.messengers.vk.judging import page, said

THREADS = 8
API, OAUTH = "https://api.vk.ru", "https://oauth.vk.ru"
_pools: dict[int, ThreadPoolExecutor] = {}


async def ask(token: str, base: str, method: str, **values: Any) -> Any:
    """The `response` of a method of VK; raises errors.*."""

    def work() -> Any:
        with _session({API: base}) as session:
            return _Library(token=token, session=session).method(method, values)

    return await _run(work)


async def exchange_code(app: str, key: str, base: str, code: str, redirect: str) -> dict[str, Any]:
    """What the sign-in gives for a code: access_token, or one for each community. Raises errors.*."""

    def work() -> Any:
        with _session({OAUTH: base}) as session:
            library = _Library(app_id=app, client_secret=key, session=session)
            return library.code_auth(code, redirect)

    answer = await _run(work)
    if not isinstance(answer, dict):
        raise errors.Unknown("the answer makes no sense", code="garbled")
    return answer


class _Library(VkApiGroup):
    """One call: no pause, no repeating, no captcha to wait for, no file of settings."""

    RPS_DELAY = 0

    def __init__(self, **given: Any) -> None:
        super().__init__(config=jconfig.MemoryConfig, api_version=VERSION, **given)
        self.error_handlers: dict[int, Any] = {}


class _Adapter(HTTPAdapter):
    """Sends to `base` instead of the library's own host; the whole answer has ANSWER seconds and a size."""

    def __init__(self, base: str) -> None:
        self._base = base
        super().__init__(pool_connections=1, pool_maxsize=1)

    def send(self, request: Any, **more: Any) -> requests.Response:  # type: ignore[override]
        """One exchange; raises requests' exceptions."""
        until = time.monotonic() + ANSWER
        request.url = f"{self._base}{urlsplit(request.url).path}"
        more |= {"timeout": (CONNECT, ANSWER), "stream": True}
        response = super().send(request, **more)
        body = bytearray()
        while piece := response.raw.read1(65536, decode_content=True):
            body += piece
            if time.monotonic() > until or len(body) > LONGEST_ANSWER:
                response.close()
                raise requests.ReadTimeout("too slow or too long")
        response._content, response._content_consumed = bytes(body), True  # type: ignore[attr-defined]
        return response


def _session(places: dict[str, str]) -> requests.Session:
    """A session that reaches only these hosts, and follows nobody elsewhere."""
    session = requests.Session()
    session.trust_env = False
    session.max_redirects = 0
    session.adapters.clear()
    for host, base in places.items():
        session.mount(f"{host}/", _Adapter(base.rstrip("/")))
    return session


async def _run(work: Any) -> Any:
    """The result of `work` in a thread; raises errors.* with no token in them. What was given up does not begin."""
    pool = _pools.get(os.getpid())  # a fork has none of its parent's threads
    if pool is None:
        pool = _pools[os.getpid()] = ThreadPoolExecutor(THREADS, thread_name_prefix="vk")
    return await asyncio.get_running_loop().run_in_executor(pool, _judged, work)


def _judged(work: Any) -> Any:
    try:
        return work()
    except ApiError as error:
        raise said(error.error) from None
    except ApiHttpError as error:
        raise page(error.response.status_code) from None
    except AuthError as error:
        raise errors.BadCredentials(str(error)[:300]) from None
    except (requests.ConnectTimeout, requests.exceptions.InvalidSchema) as error:
        raise errors.Retry(type(error).__name__, code="unreached") from None
    except requests.Timeout as error:
        raise errors.Unknown(type(error).__name__, code="silent") from None
    except requests.ConnectionError as error:
        raise errors.Retry(type(error).__name__, code="unreached") from None
    except (requests.RequestException, VkApiError, OSError) as error:
        raise errors.Unknown(type(error).__name__, code="cut") from None
    except (KeyError, TypeError, ValueError) as error:
        raise errors.Unknown(f"answer makes no sense: {type(error).__name__}", code="garbled") from None
