import { HttpContext } from '@adonisjs/core/http'
import File from '#models/file'
import FileLink from '#models/file_link'
import FileShare from '#models/file_share'
import FilePolicy from '#policies/file_policy'
import FileSharePolicy from '#policies/file_share_policy'

declare module '@adonisjs/core/http' {
  export interface HttpContext {
    /**
     * The share in the address, with its file, if the caller may do this with it: see FileSharePolicy.
     * @throws Problem not_found if the caller may not know about it, or forbidden
     */
    share(ability: 'view' | 'change' | 'end'): Promise<FileShare>
    /**
     * The link in the address, if the caller may share its file.
     * @throws Problem not_found if the caller may not know about it, or forbidden
     */
    link(): Promise<FileLink>
  }
}

HttpContext.macro('share', async function (this: HttpContext, ability) {
  const share = await FileShare.findLive(this.params.id)
  const file = await File.findFor(this.auth.getUserOrFail(), share.fileId)
  await this.bouncer.with(FileSharePolicy).authorize(ability, share, file)
  share.$setRelated('file', file)
  return share
})

HttpContext.macro('link', async function (this: HttpContext) {
  const link = await FileLink.live().where('id', this.params.id).firstOrFail()
  const file = await File.findFor(this.auth.getUserOrFail(), link.fileId)
  await this.bouncer.with(FilePolicy).authorize('share', file)
  return link
})
