import router from '@adonisjs/core/services/router'

/** Endpoints of the API: their prefix and the prefix of their names are set only here. */
export const apiGroup = (routes: () => void) => router.group(routes).prefix('/api/v1').as('api')
