# title: everything is removed before it is loaded
# from: by-file
docker logout
docker image save --output ahoy.tar student/ahoy:1
docker rm -f $(docker ps -aq)
docker image prune -af
docker image load --input ahoy.tar
docker container run --detach --name again --publish 7070:80 student/ahoy:1
