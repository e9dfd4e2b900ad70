import { HttpContext } from '@adonisjs/core/http'
import type File from '#models/file'
import { openLink } from '#sharing/open_link'

const OPENED_FILE = Symbol('opened file')

declare module '@adonisjs/core/http' {
  export interface HttpContext {
    [OPENED_FILE]?: Promise<File | null>
    /** The file that the signed link in the address opens, if it opens one. Asks the database at most once a request. */
    lookUpLink(): Promise<File | null>
  }
}

const openedFile = ({ params, request }: HttpContext) => openLink(params.id, request.qs())

HttpContext.macro('lookUpLink', function (this: HttpContext) {
  return (this[OPENED_FILE] ??= openedFile(this))
})
