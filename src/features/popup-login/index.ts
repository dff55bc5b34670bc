export { createPopupLogin, type PopupLogin } from './popup-login.ts'
export { popupLoginRoutes, popupRedemptionRoutes } from './routes.ts'
