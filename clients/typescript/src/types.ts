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
