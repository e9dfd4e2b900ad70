/** Written by `node ace client:types`, from /openapi.json. */

export type User = {
  id: number
  username: string
  email: string
  /** The address that waits to be confirmed. */
  pendingEmail: string | null
  status: 'active' | 'suspended' | 'deleted'
  isSuperUser: boolean
  displayName: string | null
  /** A square of 384 pixels as WebP, for those who see the person; with `?size=small` one of 96. */
  pictureUrl: string | null
  /** Null is the one that each client asks for. */
  language: string | null
  theme: 'light' | 'dark' | null
  /** By its IANA name. Null is UTC. */
  timeZone: string | null
  shareMails: boolean
  emailVerifiedAt: string | null
  createdAt: string
  updatedAt: string
}

export type SignIn = {
  id: string
  kind: 'browser' | 'app'
  name: string
  ipAddress: string | null
  userAgent: string | null
  createdAt: string
  lastSeenAt: string
  expiresAt: string
  /** Whether this request comes from it. */
  current: boolean
}

export type StoredFile = {
  id: string
  name: string
  /** Bytes. */
  size: number
  /** Told from the bytes, and not from the name. */
  mediaType: string
  sha256: string
  role: 'owner' | 'editor' | 'viewer'
  owner: {
    username: string
    /** Whatever they like: show the username beside it. */
    displayName?: string | null
    /** A square of 384 pixels as WebP, for those who see the person; with `?size=small` one of 96. */
    pictureUrl?: string | null
  }
  /** Where its bytes are, for the same caller. */
  url: string
  createdAt: string
  updatedAt: string
  /** When it was put into the bin. */
  deletedAt: string | null
}

export type Share = {
  id: string
  file: {
    id: string
    name: string
  }
  with: {
    username?: string
    displayName?: string | null
    /** A square of 384 pixels as WebP, for those who see the person; with `?size=small` one of 96. */
    pictureUrl?: string | null
    email?: string
  }
  role: 'viewer' | 'editor'
  /** Null is for good. */
  expiresAt: string | null
  createdAt: string
  updatedAt: string
}

export type FileLink = {
  id: string
  file: {
    id: string
    name: string
  }
  /** Opens the file to whoever has it. */
  url: string
  hasPassword: boolean
  /** Null is without end. */
  maxDownloads: number | null
  downloads: number
  createdAt: string
  expiresAt: string
}

export type TokenPair = {
  tokenType: 'Bearer'
  /** Send it as Authorization: Bearer. */
  accessToken: string
  /** Seconds. */
  expiresIn: number
  /** Good for one exchange at POST /api/v1/tokens/refresh. */
  refreshToken: string
  /** Seconds. */
  refreshExpiresIn: number
  signIn: SignIn
  user: User
}

export type ActivityEvent = {
  id: string
  kind:
    | 'account_made'
    | 'account_suspended'
    | 'account_activated'
    | 'account_deleted'
    | 'account_invited'
    | 'account_limits_changed'
    | 'password_reset_sent'
    | 'email_confirmation_asked'
    | 'email_confirmed'
    | 'super_user_made'
    | 'bulk_action_started'
    | 'bulk_action_stopped'
    | 'username_changed'
    | 'picture_changed'
    | 'picture_removed'
    | 'email_changed'
    | 'email_disowned'
    | 'password_changed'
    | 'signed_in'
    | 'sign_in_failed'
    | 'signed_out'
    | 'device_approved'
    | 'device_refused'
    | 'confirmed'
    | 'confirmation_failed'
    | 'refresh_refused'
    | 'refresh_token_reused'
    | 'personal_token_made'
    | 'personal_token_ended'
    | 'file_added'
    | 'file_renamed'
    | 'file_binned'
    | 'file_restored'
    | 'file_deleted'
    | 'files_transferred'
    | 'share_made'
    | 'share_changed'
    | 'share_ended'
    | 'share_received'
    | 'received_share_changed'
    | 'received_share_ended'
    | 'link_made'
    | 'link_ended'
    | 'link_password_failed'
    | 'request_refused'
    | 'data_export_asked'
    | 'data_export_made'
    | 'events_exported'
    | 'webhook_made'
    | 'webhook_changed'
    | 'webhook_secret_rotated'
    | 'webhook_disabled'
    | 'webhook_ended'
    | 'events_pruned'
  outcome: 'done' | 'refused'
  /** What happened, in the language of the reader. */
  text: string
  occurredAt: string
  credential: string
  byAnother: boolean
  subject: {
    type: string
    id: string
  } | null
  signInId: string | null
  ipAddress: string | null
  userAgent: string | null
  requestId: string | null
}

export type DeviceCodes = {
  /** Show it to nobody: it becomes the tokens. */
  deviceCode: string
  userCode: string
  verificationUri: string
  verificationUriComplete: string
  /** Seconds. */
  expiresIn: number
  /** Seconds. */
  interval: number
  /** SVG of `verificationUriComplete`, if it was asked for. */
  qrCode?: string
}

export type Handoff = {
  url: string
  expiresIn: number
}

/** What clients go by. More may come: treat what you do not know by its status. */
export type ProblemCode =
  | 'bad_request'
  | 'invalid_credentials'
  | 'invalid_grant'
  | 'unsupported_grant_type'
  | 'authorization_pending'
  | 'slow_down'
  | 'expired_token'
  | 'access_denied'
  | 'unauthenticated'
  | 'invalid_token'
  | 'csrf_failed'
  | 'shown_to_another'
  | 'forbidden'
  | 'insufficient_scope'
  | 'reauthentication_required'
  | 'account_suspended'
  | 'link_password_required'
  | 'not_found'
  | 'method_not_allowed'
  | 'request_timeout'
  | 'conflict'
  | 'precondition_failed'
  | 'payload_too_large'
  | 'unsupported_media_type'
  | 'range_not_satisfiable'
  | 'validation_failed'
  | 'too_many_requests'
  | 'headers_too_large'
  | 'internal_error'
  | 'unavailable'
  | (string & {})
