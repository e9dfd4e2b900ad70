import { ourPath } from '#validators/rules'
import vine from '@vinejs/vine'

export const handoffValidator = vine.create({ path: ourPath() })
