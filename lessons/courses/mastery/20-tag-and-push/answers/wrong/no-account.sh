# title: the tag has no account before it
# fails: own-name was-denied on-the-hub testing-here testing-on-the-hub sent still-there
docker tag nginx:alpine mynginx:alpine
docker push mynginx:alpine
answer denied 3
docker login -u student -p anchors-aweigh
docker push mynginx:alpine
docker tag nginx:alpine mynginx:testing
docker push mynginx:testing
answer sent 0
docker logout
