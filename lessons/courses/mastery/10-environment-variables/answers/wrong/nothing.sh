# title: nothing was done
# fails: show first app app-city mine web-demo looked-inside looked-outside shop-runs shop-clerk file branch-runs branch-env branch-robin hello-env hello-says
# says: There is no container ‘show’
docker container ls -a
