;;; braze-errors.el --- Error pages checked as one types -*- lexical-binding: t -*-

;;; Commentary:

;; For Emacs 29 and newer, which has Eglot, with `markdown-mode'.  Goes into your `init.el'.

;;; Code:

(defun braze-errors-ensure ()
  "Start the language server where a `braze-errors.toml' describes the pages."
  (when (locate-dominating-file default-directory "braze-errors.toml")
    (eglot-ensure)))

(with-eval-after-load 'eglot
  (add-to-list 'eglot-server-programs '(markdown-mode . ("braze-errors" "lsp"))))

(add-hook 'markdown-mode-hook #'braze-errors-ensure)

;;; braze-errors.el ends here
