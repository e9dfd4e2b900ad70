import vine, { SimpleMessagesProvider } from '@vinejs/vine'
import type { FieldContext } from '@vinejs/vine/types'
import { fieldSentence } from '#languages/field_sentence'
import { english } from '#languages/words'

/** In English. A problem translates it for the reader. */
class Messages extends SimpleMessagesProvider {
  getMessage(usual: string, rule: string, field: FieldContext, meta?: Record<string, unknown>) {
    const sentence = fieldSentence({ field: field.wildCardPath, rule, meta }, english())
    return sentence ?? super.getMessage(usual, rule, field, meta)
  }
}

/** A validator keeps the provider it was created with: import this before creating one. */
vine.messagesProvider = new Messages({}, {})
