/** The fixed words of the look, in the language of the page. Built once per language by whoever draws pages. */
export type UiLabels = {
  /** "Skip to content" */
  skip: string
  /** "Menu" and "Close": the two states of the rail on a phone */
  menu: string
  close: string
  /** "Back office": name of the main navigation */
  backOffice: string
  /** "change organizer": read after the name of the organizer */
  changeOrganizer: string
  /** "Where you are": name of the breadcrumbs */
  whereYouAre: string
  /** "Language": name of the language menu in the shop */
  language: string
  logIn: string
  logOut: string
  /** "Your account": name of the navigation of the account pages */
  yourAccount: string
  /** "Pages", "Newer", "Older": paging by key */
  pages: string
  newer: string
  older: string
  /** "Copy" and "Copied" on copy buttons */
  copy: string
  copied: string
  /** "Remove this filter" and "Clear all" */
  removeFilter: string
  clearFilters: string
  /** "optional": mark of fields that may stay empty */
  optional: string
  /** "More actions": name of the menu behind the three dots */
  moreActions: string
}
