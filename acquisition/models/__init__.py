from acquisition.models.web_line import WebLine
from acquisition.models.web_visitor import WebVisitor

__all__ = ["WebLine", "WebVisitor"]
