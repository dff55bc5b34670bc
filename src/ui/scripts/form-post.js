/** Sends the form that carries an answer to an app, so that nobody has to press its button. */
document.querySelector('form[data-submit-at-once]')?.submit()
