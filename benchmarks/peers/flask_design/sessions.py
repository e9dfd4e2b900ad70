import json
from datetime import datetime, timedelta, timezone

from flask.sessions import SessionInterface, SessionMixin

from models import StoredSession, db

SEEN_EVERY = timedelta(minutes=1)


class DatabaseSession(dict, SessionMixin):
    def __init__(self, row=None):
        super().__init__(json.loads(row.data) if row else {})
        self.row = row


class DatabaseSessions(SessionInterface):
    """Flask's session as a row that the cookie names. Nobody signs in here: the rows are seeded."""

    def open_session(self, app, request):
        session_id = request.cookies.get(self.get_cookie_name(app))
        row = session_id and db.get(StoredSession, session_id)
        if not row or row.expires_at <= datetime.now(timezone.utc):
            return DatabaseSession()
        return DatabaseSession(row)

    def save_session(self, app, session, response):
        now = datetime.now(timezone.utc)
        if session.row and now - session.row.last_seen_at > SEEN_EVERY:
            session.row.last_seen_at = now
            db.commit()
