# title: the second tag was pushed without being made
# fails: testing-here testing-on-the-hub sent still-there
docker image tag nginx:alpine student/nginx:alpine
docker image push student/nginx:alpine
answer denied 3
docker login -u student -p anchors-aweigh
docker image push student/nginx:alpine
docker image push student/nginx:testing
answer sent 0
docker logout
