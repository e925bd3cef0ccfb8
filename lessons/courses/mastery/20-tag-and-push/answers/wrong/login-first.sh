# title: logged in before the push that should be denied
# fails: was-denied
docker login -u student -p anchors-aweigh
docker image tag nginx:alpine student/nginx:alpine
docker image push student/nginx:alpine
answer denied 3
docker image tag nginx:alpine student/nginx:testing
docker image push student/nginx:testing
answer sent 0
docker logout
