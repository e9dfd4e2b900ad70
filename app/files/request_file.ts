import { HttpContext } from '@adonisjs/core/http'
import { urlFor } from '@adonisjs/core/services/url_builder'
import File from '#models/file'
import FilePolicy from '#policies/file_policy'

declare module '@adonisjs/core/http' {
  export interface HttpContext {
    /**
     * The file in the address, if the caller may do this with it: see FilePolicy.
     * @throws Problem not_found if the caller may not know about it, or forbidden
     */
    file(ability: 'view' | 'rename' | 'delete' | 'share'): Promise<File>
  }
}

HttpContext.macro('file', async function (this: HttpContext, ability) {
  const file = await File.findFor(this.auth.getUserOrFail(), this.params.id)
  await this.bouncer.with(FilePolicy).authorize(ability, file)
  return file
})

/** Redirects to the file's page, and there to what is said in the part that it is about. */
export function backToFile(
  { response, session }: HttpContext,
  fileId: string,
  section: 'links' | 'people',
  success: string
) {
  session.flash({ success, section })
  response.seeOther().toPath(`${urlFor('files.show', { id: fileId })}#notice`)
}
