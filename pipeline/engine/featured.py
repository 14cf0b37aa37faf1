"""A connection to a LanguageTool server elsewhere."""

import requests

from pipeline.engine.transport import CONNECT_WITHIN, FORM, Silent, Unreachable


class Featured:
    """A connection by requests: HTTPS, proxies and what else a server elsewhere may need."""

    def __init__(self, base: str) -> None:
        self._base, self._session = base, requests.Session()

    def ask(self, path: str, body: str | None, wait: float) -> tuple[int, bytes]:
        """See Transport. Raises Unreachable or Silent."""
        method = "GET" if body is None else "POST"
        data = None if body is None else body.encode("ascii")
        try:
            answer = self._session.request(
                method, self._base + path, data=data, headers=FORM, timeout=(CONNECT_WITHIN, wait)
            )
            return answer.status_code, answer.content
        except (requests.ReadTimeout, requests.ConnectTimeout) as error:
            raise Silent(f"no answer within {wait:g} s") from error
        except requests.RequestException as error:
            raise Unreachable(type(error).__name__) from error

    def close(self) -> None:
        """See Transport."""
        self._session.close()
