import type problems from '../../../resources/lang/en/problems.json'
import type validation from '../../../resources/lang/en/validation.json'
import type { ProblemCode } from '#exceptions/catalogue/kinds'

export type Problems = typeof problems

/** The sentences to choose from if a code alone leaves open what went wrong. */
export type SentenceOf<Code extends ProblemCode> = Exclude<keyof Problems[Code], 'title'> & string

/** A field and the rule that it breaks, such as `username.unique`. */
export type BrokenRule = Extract<keyof (typeof validation)['messages'], `${string}.${string}`>
