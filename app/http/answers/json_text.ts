import type { HttpResponse } from '@adonisjs/core/http'

/** Answers with JSON that is written already. */
export const sendJsonText = (response: HttpResponse, text: string) =>
  response.header('Content-Type', 'application/json; charset=utf-8').send(text)
