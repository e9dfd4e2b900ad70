import { HttpContext } from '@adonisjs/core/http'
import type { ApplicationService } from '@adonisjs/core/types'
import { BaseSerializer } from '@adonisjs/core/transformers'
import { linksOfPages } from '#http/lists/links_of_pages'
import { runRoutesPlainly } from '#overrides/plain_routes'
import { transformPlainly } from '#overrides/plain_transforms'

type PageMeta = {
  total: number
  perPage: number
  /** Null if the page was requested by a cursor. */
  currentPage: number | null
  lastPage: number
  /** For lists that can be continued by a cursor: null on the last page. */
  nextCursor?: string | null
}

class DataSerializer extends BaseSerializer<{ Wrap: 'data'; PaginationMetaData: PageMeta }> {
  wrap = 'data' as const

  definePaginationMetaData(metaData: unknown): PageMeta {
    const { total, perPage, currentPage, lastPage, nextCursor } = metaData as PageMeta
    return { total, perPage, currentPage, lastPage, nextCursor }
  }
}

declare module '@adonisjs/core/http' {
  export interface HttpContext {
    /** Answers `{ data }`, or `{ data, meta }` for a page of a list, with links to the other pages. */
    serialize(values: Parameters<DataSerializer['serialize']>[0]): Promise<Answer>
  }
}

const serializer = new DataSerializer()

type Answer = Record<string, unknown>

/** The package calls it `metadata`; the contract says `meta`. */
async function serialize(this: HttpContext, values: Parameters<DataSerializer['serialize']>[0]) {
  const serialized = (await serializer.serialize(values, this.containerResolver)) as Answer
  const { metadata, ...answer } = serialized
  if (!metadata) return answer
  this.response.append('Link', linksOfPages(this.request, metadata as PageMeta).join(', '))
  return { ...answer, meta: metadata }
}

export default class HttpProvider {
  constructor(private app: ApplicationService) {}

  async boot() {
    HttpContext.instanceProperty('serialize', serialize)
    transformPlainly()
    runRoutesPlainly()
  }

  /** A server has done this by now. In a command routes have no names yet, and emails link to routes by name. */
  async ready() {
    const router = await this.app.container.make('router')
    router.commit()
  }
}
