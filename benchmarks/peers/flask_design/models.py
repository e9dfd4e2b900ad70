import os
from datetime import datetime

from flask_login import UserMixin
from sqlalchemy import DateTime, ForeignKey, MetaData, create_engine, make_url
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, scoped_session, sessionmaker

url = make_url(os.environ["DATABASE_URL"]).set(drivername="postgresql+psycopg2")
engine = create_engine(url, pool_size=10, max_overflow=0)
db = scoped_session(sessionmaker(engine))


class Base(DeclarativeBase):
    metadata = MetaData(schema="flask_design")
    type_annotation_map = {datetime: DateTime(timezone=True)}


class User(UserMixin, Base):
    __tablename__ = "users"

    id: Mapped[int] = mapped_column(primary_key=True)
    username: Mapped[str]
    email: Mapped[str]
    pending_email: Mapped[str | None]
    password_hash: Mapped[str]
    status: Mapped[str]
    is_super_user: Mapped[bool]
    email_verified_at: Mapped[datetime | None]
    created_at: Mapped[datetime]
    updated_at: Mapped[datetime]

    def to_dict(self):
        return {
            "id": self.id,
            "username": self.username,
            "email": self.email,
            "pendingEmail": self.pending_email,
            "status": self.status,
            "isSuperUser": self.is_super_user,
            "emailVerifiedAt": self.email_verified_at and self.email_verified_at.isoformat(),
            "createdAt": self.created_at.isoformat(),
            "updatedAt": self.updated_at.isoformat(),
        }


class StoredSession(Base):
    __tablename__ = "sessions"

    id: Mapped[str] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey(User.id))
    data: Mapped[str]
    last_seen_at: Mapped[datetime]
    expires_at: Mapped[datetime]
