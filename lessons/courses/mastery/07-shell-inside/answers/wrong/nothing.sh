# title: nothing was done
# fails: box-made note-left box-left box-again note-elsewhere box-left-again web-runs page-changed alpine-ran tidy cafe-runs cafe-menu cafe-front desk-made desk-todo desk-stopped
# says: There is no container ‘box’
docker container ls -a
