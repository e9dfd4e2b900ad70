export type User = {
  id: number
  username: string
  email: string
  pendingEmail: string | null
  status: 'active' | 'suspended' | 'deleted'
  isSuperUser: boolean
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
  current: boolean
}

export type StoredFile = {
  id: string
  name: string
  size: number
  mediaType: string
  sha256: string
  role: 'owner' | 'editor' | 'viewer'
  owner: { username: string }
  url: string
  createdAt: string
  updatedAt: string
  deletedAt: string | null
}

export type Share = {
  id: string
  file: { id: string; name: string }
  with: { username: string } | { email: string }
  role: 'viewer' | 'editor'
  expiresAt: string | null
  createdAt: string
  updatedAt: string
}

export type FileLink = {
  id: string
  file: { id: string; name: string }
  url: string
  hasPassword: boolean
  maxDownloads: number | null
  downloads: number
  createdAt: string
  expiresAt: string
}

/** Times are seconds. */
export type TokenPair = {
  accessToken: string
  expiresIn: number
  refreshToken: string
  refreshExpiresIn: number
  signIn: SignIn
  user: User
}

export type DeviceCodes = {
  deviceCode: string
  userCode: string
  verificationUri: string
  verificationUriComplete: string
  expiresIn: number
  interval: number
  /** SVG of `verificationUriComplete`, if it was asked for. */
  qrCode?: string
}
