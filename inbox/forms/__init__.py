from inbox.forms.message import MessageForm, NoteForm

__all__ = ["MessageForm", "NoteForm"]
