# title: the second tag is misspelt
# fails: testing-here testing-on-the-hub sent still-there
docker image tag nginx:alpine student/nginx:alpine
docker image push student/nginx:alpine
answer denied 3
docker login -u student -p anchors-aweigh
docker image push student/nginx:alpine
docker tag nginx:alpine student/nginx:test
docker push student/nginx:test
answer sent 0
docker logout
