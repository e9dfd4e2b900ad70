import type { HttpContext } from '@adonisjs/core/http'
import { servedDocument } from '#openapi/document'

/** The OpenAPI 3.1 document, which describes the API to programs. */
export default class ApiDocumentController {
  async show({ response }: HttpContext) {
    const { text, etag } = await servedDocument()
    response.header('ETag', etag)
    if (response.fresh()) return response.status(304)
    response.header('Content-Type', 'application/json; charset=utf-8').send(text)
  }
}
