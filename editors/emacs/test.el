;;; test.el --- A session, without a window -*- lexical-binding: t -*-

;;; Commentary:

;; A finding is shown, a code action mends it, and none is shown:
;;
;;     emacs --batch --load editors/emacs/braze-errors.el --load editors/emacs/test.el docs/de/errors.md

;;; Code:

(require 'package)
(package-initialize)
(require 'eglot)
(require 'markdown-mode)
(require 'flymake)

(defun test-findings ()
  "What Flymake shows."
  (mapcar #'flymake-diagnostic-text (flymake-diagnostics)))

(defun test-expect (what holds)
  "Wait until HOLDS; say that WHAT was expected where it doesn't."
  (let ((end (+ (float-time) 10)))
    (while (not (or (funcall holds) (> (float-time) end)))
      (accept-process-output nil 0.05)
      (flymake-start))
    (unless (funcall holds)
      (error "Found %S; expected %s" (test-findings) what))))

(let ((eglot-sync-connect 10)
      (page (pop command-line-args-left)))
  (find-file page)
  ;; A hook of a loop that a batch doesn't have connects.
  (run-hooks 'post-command-hook)
  (test-expect "the number that differs"
               (lambda () (string-match-p "found the number 75; expected 80" (or (car (test-findings)) ""))))
  (goto-char (flymake-diagnostic-beg (car (flymake-diagnostics))))
  (let* ((actions (append (eglot-code-actions (point) (1+ (point)) "quickfix") nil))
         (mend (seq-find (lambda (action) (eq (plist-get action :isPreferred) t)) actions)))
    (eglot--apply-workspace-edit (plist-get mend :edit)))
  (test-expect "no finding" (lambda () (not (test-findings))))
  (unless (string-match-p "80 Pakete" (buffer-string))
    (error "Found the page as it was; expected it mended"))
  (princ (format "Emacs %s shows a finding, mends it and shows none\n" emacs-version))
  (set-buffer-modified-p nil)
  (eglot-shutdown (eglot-current-server)))

;;; test.el ends here
