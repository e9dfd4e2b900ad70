import type { HttpContext } from '@adonisjs/core/http'
import { sendJsonText } from '#http/answers/json_text'
import { servedDocument } from '#openapi/document'

/** The OpenAPI 3.1 document, which describes the API to programs. */
export default class ApiDocumentController {
  async show({ response }: HttpContext) {
    const { text, etag } = await servedDocument()
    response.header('ETag', etag)
    if (response.fresh()) return response.status(304)
    sendJsonText(response, text)
  }
}
