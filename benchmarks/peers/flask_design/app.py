"""
The older design: Flask-Login with sessions in the database, and a JWT beside it that nothing can revoke. One decorator
takes either.
"""

import os
from functools import wraps

import jwt
from flask import Flask, g, request
from flask_login import LoginManager, current_user

from models import User, db
from sessions import DatabaseSessions

app = Flask(__name__)
app.secret_key = os.environ["APP_KEY"]
app.session_interface = DatabaseSessions()
login_manager = LoginManager(app)


@app.teardown_appcontext
def give_connection_back(_error):
    db.remove()


@login_manager.user_loader
def load_user(user_id):
    user = db.get(User, int(user_id))
    return user if user and user.status == "active" else None


def user_of_token():
    scheme, _, token = request.headers.get("Authorization", "").partition(" ")
    if scheme != "Bearer":
        return None
    try:
        claims = jwt.decode(token, app.secret_key, algorithms=["HS256"])
    except jwt.InvalidTokenError:
        return None
    return load_user(claims["sub"])


def dual_auth_required(view):
    """The JWT of the Authorization header, else the session."""

    @wraps(view)
    def guarded(*args, **kwargs):
        g.user = user_of_token() or current_user
        if not g.user.is_authenticated:
            return {"code": "unauthenticated"}, 401
        return view(*args, **kwargs)

    return guarded


@app.get("/health/live")
def live():
    return {}


@app.get("/api/v1/me")
@dual_auth_required
def me():
    return {"data": g.user.to_dict()}
