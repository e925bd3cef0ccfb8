# title: bash had nothing to read and ended before exec came
# fails: ubuntu-version ubuntu-rm
# says: was not run in a container with image ‘ubuntu:14.04’
docker run --rm -d --name uu ubuntu:14.04 bash
sleep 1
docker exec uu apt-get update
docker exec uu apt-get install -y curl
docker exec uu curl --version
docker container run --rm centos:7 sh -c 'yum update -y curl && curl --version'
answer newer ubuntu
docker container ls -a
