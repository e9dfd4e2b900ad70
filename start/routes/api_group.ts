import router from '@adonisjs/core/services/router'

/** Endpoints of the API: where they stand and what their names begin with is said here alone. */
export const apiGroup = (routes: () => void) => router.group(routes).prefix('/api/v1').as('api')
