import { Client, type Query } from './client.js'
import type { FileLink, Share, StoredFile } from './types.js'
import type { UploadOptions } from './upload.js'

type Role = 'viewer' | 'editor'

/** What people keep, and share. */
export class Files extends Client {
  files(query: { q?: string; sort?: string; shared?: 'with-me' } = {}) {
    return this.list<StoredFile>('/api/v1/files', query as Query)
  }

  file(id: string) {
    return this.get<StoredFile>(`/api/v1/files/${id}`)
  }

  upload(file: Blob, options: UploadOptions = {}) {
    return this.sendFile<StoredFile>('/api/v1/files', file, options)
  }

  async download(id: string, options: { signal?: AbortSignal } = {}) {
    return this.send({ method: 'GET', path: `/file/${id}`, ...options })
  }

  rename(id: string, name: string) {
    return this.patch<StoredFile>(`/api/v1/files/${id}`, { name })
  }

  remove(id: string) {
    return this.delete(`/api/v1/files/${id}`)
  }

  share(id: string, wish: { with: string; role: Role; expiresAt?: string | null }) {
    return this.post<Share>(`/api/v1/files/${id}/shares`, wish)
  }

  shares(id: string) {
    return this.list<Share>(`/api/v1/files/${id}/shares`)
  }

  /** Of all files of one's own. */
  allShares() {
    return this.list<Share>('/api/v1/shares')
  }

  allLinks() {
    return this.list<FileLink>('/api/v1/links')
  }

  link(id: string) {
    return this.post<FileLink>(`/api/v1/files/${id}/links`)
  }
}
